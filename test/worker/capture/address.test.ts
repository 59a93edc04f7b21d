import { expect, test } from 'vitest';
import { isPublicAddress } from '../../../worker/capture/address.ts';

const closed = [
  ['loopback', '127.0.0.1'],
  ['all of loopback', '127.255.255.254'],
  ['this host', '0.0.0.0'],
  ['private 10', '10.1.2.3'],
  ['private 172.16', '172.16.0.1'],
  ['end of private 172.16', '172.31.255.255'],
  ['private 192.168', '192.168.1.1'],
  ['link-local', '169.254.1.1'],
  ['metadata service', '169.254.169.254'],
  ['carrier-grade NAT, a metadata service too', '100.100.100.200'],
  ['benchmarking', '198.18.0.1'],
  ['documentation', '203.0.113.9'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['IPv6 loopback', '::1'],
  ['IPv6 unspecified', '::'],
  ['ULA', 'fd00::1'],
  ['metadata service in ULA', 'fd00:ec2::254'],
  ['IPv6 link-local', 'fe80::1'],
  ['IPv6 site-local', 'fec0::1'],
  ['IPv6 multicast', 'ff02::1'],
  ['mapped loopback', '::ffff:127.0.0.1'],
  ['mapped loopback in hex', '::ffff:7f00:1'],
  ['mapped public', '::ffff:8.8.8.8'],
  ['IPv4-compatible', '::7f00:1'],
  ['NAT64', '64:ff9b::7f00:1'],
  ['local NAT64', '64:ff9b:1::7f00:1'],
  ['6to4 around loopback', '2002:7f00:1::'],
  ['Teredo', '2001:0:7f00:1::'],
  ['IPv6 documentation', '2001:db8::1'],
  ['IPv6 documentation, new', '3fff::1'],
  ['a name', 'localhost'],
  ['nothing', ''],
  ['with brackets', '[::1]'],
] as const;

test.each(closed)('%s (%s) may not be reached', (_, address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  '8.8.8.8',
  '1.1.1.1',
  '172.15.255.255',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '223.5.5.5',
  '2400:3200::1',
  '2606:4700:4700::1111',
])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});
