/** 第三方时间戳的文字。 */
export const timestampsZhHans = {
  none: '未加盖第三方时间戳',
  unknown: '暂时查不到第三方时间戳。',
  stamped: (authority: string, time: string) => `由 ${authority} 于 ${time} 加盖时间戳`,
  upTo: (n: number) => `盖到前 ${n} 条`,
  pending: (origin: string) => `已向 ${origin} 申请时间戳，尚未盖章`,
  failed: (origin: string) => `向 ${origin} 申请的时间戳没有盖成`,
  bad: (origin: string) => `来自 ${origin} 的时间戳核验不一致，不作数：`,
  audit: (n: number) => `这些操作都写入只增不改的审计日志，目前共 ${n} 条记录。`,
  root: (root: string) => `盖章机构的证书来自“${root}”；本页没有预设信任谁，是否可信请自行判断。`,
};
