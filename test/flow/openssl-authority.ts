import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Kinds of keys as `openssl genpkey` makes them. */
const KEYS = {
  'rsa-2048': ['RSA', 'rsa_keygen_bits:2048'],
  'rsa-3072': ['RSA', 'rsa_keygen_bits:3072'],
  'p-256': ['EC', 'ec_paramgen_curve:P-256'],
  'p-384': ['EC', 'ec_paramgen_curve:P-384'],
  'p-521': ['EC', 'ec_paramgen_curve:P-521'],
} as const;
export type KeyKind = keyof typeof KEYS;

const CONFIG = `
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
[between]
basicConstraints = critical,CA:TRUE,pathlen:0
keyUsage = critical,keyCertSign
[not-an-authority]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
[stamping]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[stamping-not-critical]
basicConstraints = critical,CA:FALSE
extendedKeyUsage = timeStamping
[stamping-and-more]
basicConstraints = critical,CA:FALSE
extendedKeyUsage = critical,timeStamping,emailProtection
[no-usage]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
[odd-extension]
basicConstraints = critical,CA:FALSE
extendedKeyUsage = critical,timeStamping
1.2.3.4.5.6 = critical,ASN1:NULL
[ca]
default_ca = issuing
[issuing]
dir = .
database = ./index.txt
serial = ./certificate-serial
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[tsa]
default_tsa = authority
[authority]
serial = ./stamp-serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.2
digests = sha256,sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

export interface Issued {
  readonly certFile: string;
  readonly keyFile: string;
  /** DER. */
  readonly certificate: Uint8Array;
}

export interface IssueOptions {
  readonly name: string;
  readonly by?: Issued;
  readonly extensions?: string;
  readonly key?: KeyKind;
  /** `YYYYMMDDhhmmssZ`; now and for ten years unless told. */
  readonly from?: string;
  readonly until?: string;
  /** RSASSA-PSS instead of PKCS #1 v1.5. */
  readonly pss?: boolean;
}

const pemBytes = (file: string): Uint8Array =>
  new Uint8Array(Buffer.from(readFileSync(file, 'utf8').replace(/-----[^-]+-----|\s/g, ''), 'base64'));

/** A timestamp authority out of `openssl`, in a folder of its own. */
export interface Openssl {
  readonly dir: string;
  issue(options: IssueOptions): Issued;
  /** Answers a request (DER of TimeStampReq) as an authority does, with this signer. */
  reply(query: Uint8Array, signer: Issued, chain?: readonly Issued[], digest?: string): Uint8Array;
  /** Asks for a hash in openssl's own way. */
  query(data: Uint8Array, more?: readonly string[]): Uint8Array;
  /** The TSTInfo of a reply. */
  infoOf(reply: Uint8Array): Uint8Array;
  /** Signs any TSTInfo with any certificate, as no honest authority would. @returns a token. */
  forge(info: Uint8Array, signer: Issued, chain?: readonly Issued[], more?: readonly string[]): Uint8Array;
  remove(): void;
}

/** @throws Error where openssl is not on PATH. */
export const openOpenssl = (): Openssl => {
  const dir = mkdtempSync(join(tmpdir(), 'lw-authority-'));
  let made = 0;
  const file = (name: string): string => {
    made += 1;
    return join(dir, `${made}-${name}`);
  };
  const run = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  const put = (name: string, bytes: Uint8Array | string): string => {
    const path = file(name);
    writeFileSync(path, bytes);
    return path;
  };
  const config = join(dir, 'openssl.cnf');
  writeFileSync(config, CONFIG);
  writeFileSync(join(dir, 'index.txt'), '');
  writeFileSync(join(dir, 'certificate-serial'), '1000');
  writeFileSync(join(dir, 'stamp-serial'), '01');
  const chainArgs = (name: string, chain: readonly Issued[]): string[] =>
    chain.length === 0
      ? []
      : [name, put('chain.pem', chain.map(({ certFile }) => readFileSync(certFile, 'utf8')).join('\n'))];

  return {
    dir,
    issue({ name, by, extensions = by ? 'stamping' : 'root', key = 'rsa-2048', from, until, pss }) {
      const [certFile, keyFile, request] = [file('cert.pem'), file('key.pem'), file('request.pem')];
      const [algorithm, parameter] = KEYS[key];
      run('genpkey', '-algorithm', algorithm, '-pkeyopt', parameter, '-out', keyFile);
      const subject = ['-subj', `/CN=${name}`, '-config', config];
      run('req', '-new', '-key', keyFile, ...subject, '-out', request);
      const signing = by
        ? ['-cert', by.certFile, '-keyfile', by.keyFile]
        : ['-selfsign', '-keyfile', keyFile];
      const dates = from && until ? ['-startdate', from, '-enddate', until] : ['-days', '3650'];
      const padding = pss ? ['-sigopt', 'rsa_padding_mode:pss'] : [];
      const how = ['-batch', '-notext', '-config', config, '-extensions', extensions, ...dates, ...padding];
      run('ca', ...how, ...signing, '-in', request, '-out', certFile);
      return { certFile, keyFile, certificate: pemBytes(certFile) };
    },
    query(data, more = []) {
      const out = file('query.tsq');
      run('ts', '-query', '-data', put('data', data), '-sha256', '-cert', ...more, '-out', out);
      return readFileSync(out);
    },
    reply(query, signer, chain = [], digest = 'sha256') {
      const out = file('reply.tsr');
      const by = ['-signer', signer.certFile, '-inkey', signer.keyFile, `-${digest}`];
      const how = ['-config', config, '-section', 'authority', ...chainArgs('-chain', chain)];
      run('ts', '-reply', '-queryfile', put('query.tsq', query), ...how, ...by, '-out', out);
      return readFileSync(out);
    },
    infoOf(reply) {
      const [token, out] = [file('token.der'), file('info.der')];
      run('ts', '-reply', '-in', put('reply.tsr', reply), '-token_out', '-out', token);
      run('cms', '-verify', '-noverify', '-inform', 'DER', '-in', token, '-out', out);
      return readFileSync(out);
    },
    forge(info, signer, chain = [], more = []) {
      const out = file('token.der');
      const what = ['-binary', '-nodetach', '-econtent_type', '1.2.840.113549.1.9.16.1.4', '-cades'];
      const by = ['-signer', signer.certFile, '-inkey', signer.keyFile, ...chainArgs('-certfile', chain)];
      run(
        'cms',
        '-sign',
        '-in',
        put('info.der', info),
        ...what,
        ...by,
        ...more,
        '-outform',
        'DER',
        '-out',
        out,
      );
      return readFileSync(out);
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
};

/** What an authority over HTTP does with the next requests. */
export type Conduct =
  | 'good'
  | 'other-hash'
  | 'other-nonce'
  | 'cut'
  | 'garbage'
  | 'huge'
  | 'empty'
  | 'error'
  | 'redirect'
  | 'rejected'
  | 'down';

export interface AuthorityServer {
  readonly url: string;
  conduct: Conduct;
  readonly asked: () => number;
  close(): Promise<void>;
}

const HUGE_BYTES = 10 * 1024 * 1024;

/** The authority behind HTTP (RFC 3161, 3.4), for as long as a test wants it to behave in one way or another. */
export const startAuthority = async (
  openssl: Openssl,
  signer: Issued,
  chain: readonly Issued[] = [],
): Promise<AuthorityServer> => {
  let asked = 0;
  const answer = (query: Uint8Array, conduct: Conduct): Uint8Array => {
    switch (conduct) {
      case 'other-hash':
        return openssl.reply(openssl.query(randomBytes(8)), signer, chain);
      case 'other-nonce': {
        // The same imprint, under a nonce of its own.
        const hash = query
          .subarray(Buffer.from(query).indexOf(Buffer.from([0x04, 0x20])) + 2)
          .subarray(0, 32);
        const own = Buffer.from(openssl.query(Buffer.alloc(0)));
        const at = own.indexOf(createHash('sha256').update('').digest());
        return openssl.reply(
          Buffer.concat([own.subarray(0, at), hash, own.subarray(at + 32)]),
          signer,
          chain,
        );
      }
      case 'rejected':
        return openssl.reply(openssl.query(randomBytes(8), ['-tspolicy', '1.2.3.4.99']), signer, chain);
      case 'cut':
        return openssl.reply(query, signer, chain).subarray(0, 300);
      case 'garbage':
        return randomBytes(3_000);
      case 'huge':
        return Buffer.concat([openssl.reply(query, signer, chain), Buffer.alloc(HUGE_BYTES)]);
      case 'empty':
        return Buffer.alloc(0);
      default:
        return openssl.reply(query, signer, chain);
    }
  };
  const server: Server = createServer(async (request, response) => {
    asked += 1;
    const { conduct } = authority;
    if (conduct === 'down') return void request.socket.destroy();
    const body: Buffer[] = [];
    for await (const chunk of request) body.push(chunk as Buffer);
    if (conduct === 'error') return void response.writeHead(500).end('out of order');
    if (conduct === 'redirect') return void response.writeHead(307, { location: '/elsewhere' }).end();
    const plain =
      request.method === 'POST' && request.headers['content-type'] === 'application/timestamp-query';
    if (!plain) return void response.writeHead(400).end();
    response.setHeader('content-type', 'application/timestamp-reply');
    response.end(answer(Buffer.concat(body), conduct));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const authority: AuthorityServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/stamp`,
    conduct: 'good',
    asked: () => asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return authority;
};
