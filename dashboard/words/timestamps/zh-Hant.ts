import type { Words } from '../zh-Hans.ts';

/** 第三方時間戳的文字。 */
export const timestampsZhHant: Words['timestamps'] = {
  none: '未加蓋第三方時間戳',
  unknown: '暫時查不到第三方時間戳。',
  stamped: (authority, time) => `由 ${authority} 於 ${time} 加蓋時間戳`,
  upTo: (n) => `蓋到前 ${n} 條`,
  pending: (origin) => `已向 ${origin} 申請時間戳，尚未蓋章`,
  failed: (origin) => `向 ${origin} 申請的時間戳沒有蓋成`,
  bad: (origin) => `來自 ${origin} 的時間戳核驗不一致，不作數：`,
  audit: (n) => `這些操作都寫入只增不改的審計日誌，目前共 ${n} 條記錄。`,
  root: (root) => `蓋章機構的證書來自「${root}」；本頁沒有預設信任誰，是否可信請自行判斷。`,
};
