/** Short English names of the laws that verdicts are based on, as their official or usual translations have them. */
const LAWS: readonly (readonly [zh: string, en: string])[] = [
  ['广告绝对化用语执法指南', 'Guidelines on Absolute Terms in Advertising'],
  ['明码标价和禁止价格欺诈规定', 'Provisions on Price Marking and Price Fraud'],
  ['饲料和饲料添加剂管理条例', 'Feed and Feed Additives Regulations'],
  ['化妆品监督管理条例', 'Cosmetics Supervision Regulations'],
  ['直播电商监督管理办法', 'Measures for Livestreaming E-commerce'],
  ['网络直播营销管理办法', 'Measures for Livestream Marketing'],
  ['互联网广告管理办法', 'Measures for Internet Advertising'],
  ['医疗器械监督管理条例', 'Medical Devices Regulations'],
  ['消费者权益保护法', 'Consumer Protection Law'],
  ['个人信息保护法', 'Personal Information Protection Law'],
  ['反不正当竞争法', 'Anti-Unfair Competition Law'],
  ['未成年人保护法', 'Minors Protection Law'],
  ['治安管理处罚法', 'Public Security Penalties Law'],
  ['食品安全法', 'Food Safety Law'],
  ['网络安全法', 'Cybersecurity Law'],
  ['电子商务法', 'E-Commerce Law'],
  ['产品质量法', 'Product Quality Law'],
  ['药品管理法', 'Drug Administration Law'],
  ['烟草专卖法', 'Tobacco Monopoly Law'],
  ['广告法', 'Advertising Law'],
  ['价格法', 'Price Law'],
  ['商标法', 'Trademark Law'],
  ['专利法', 'Patent Law'],
  ['民法典', 'Civil Code'],
  ['刑法', 'Criminal Law'],
  ['观众信号', 'viewer signal'],
];

/** Names of laws as provisions have them, the longer before those that they hold. */
export const LAW_NAMES: readonly string[] = LAWS.map(([zh]) => zh);

/**
 * A provision as a reader of English can name it: `广告法 9(3)、28` becomes `Advertising Law 9(3), 28`. What has no English name here
 * stays as it is, so the reference can always be looked up.
 */
export const articleInEnglish = (article: string): string =>
  LAWS.reduce((text, [zh, en]) => text.replaceAll(zh, en), article.replace(/[《》]/g, ''))
    .replaceAll('、', ', ')
    .replaceAll('；', '; ')
    .replaceAll('（', ' (')
    .replaceAll('）', ')')
    .trim();
