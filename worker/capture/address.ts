import { BlockList, isIP } from 'node:net';

/**
 * IPv4 ranges that no capture may reach: IANA's special-purpose registry (RFC 6890 and its updates), multicast and
 * the reserved rest. 169.254.0.0/16 holds the metadata services of clouds.
 */
const CLOSED_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/**
 * Parts of 2000::/3 that are no public unicast: protocol assignments with Teredo (2001::/23), documentation, 6to4
 * (which carries any IPv4 address inside) and the direct-delegation AS112 range.
 */
const CLOSED_V6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

const listOf = (ranges: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family);
  return list;
};

const closedV4 = listOf(CLOSED_V4, 'ipv4');
const closedV6 = listOf(CLOSED_V6, 'ipv6');
/** Global unicast: everything public lies in it, so that loopback, ULA, link-local, multicast, NAT64 and mapped IPv4 fall outside. */
const globalV6 = listOf([['2000::', 3]], 'ipv6');

/** Whether an IP address (not a name; without zone or brackets) is a public one. What is no address is not public. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address);
  if (family === 4) return !closedV4.check(address, 'ipv4');
  if (family === 6) return globalV6.check(address, 'ipv6') && !closedV6.check(address, 'ipv6');
  return false;
};
