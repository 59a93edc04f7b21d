export type Language = 'zh' | 'en';

const ZH = {
  title: '接口说明',
  skip: '跳到正文',
  find: '查找',
  findHint: '路径、名称、角色……',
  other: 'English',
  raw: 'OpenAPI 3.1 文档',
  contents: '目录',
  none: '没有找到。换个词试试，或清空查找。',
  all: '全部接口',
  parameters: '参数',
  body: '请求体',
  replies: '回答',
  example: '示例',
  line: '每行',
  required: '必填',
  optional: '可选',
  shapes: '数据结构',
  feed: '实时推送',
  fromServer: '服务器发出',
  fromClient: '客户端请求',
  anyField: '其他字段',
  standard: '默认',
  length: '长度',
  items: '条数',
  path: '路径',
  query: '查询',
} as const;
export type PageWords = { readonly [Key in keyof typeof ZH]: string };

const EN: PageWords = {
  title: 'The API',
  skip: 'Skip to the text',
  find: 'Find',
  findHint: 'path, name, role…',
  other: '中文',
  raw: 'OpenAPI 3.1 document',
  contents: 'Contents',
  none: 'Nothing was found. Try another word, or clear the field.',
  all: 'All operations',
  parameters: 'Parameters',
  body: 'Body',
  replies: 'Answers',
  example: 'Example',
  line: 'Each line',
  required: 'required',
  optional: 'optional',
  shapes: 'Shapes',
  feed: 'Live feed',
  fromServer: 'Sent by the server',
  fromClient: 'Asked by the client',
  anyField: 'any other field',
  standard: 'default',
  length: 'length',
  items: 'items',
  path: 'path',
  query: 'query',
};

export const WORDS: Readonly<Record<Language, PageWords>> = { zh: ZH, en: EN };

interface Told {
  readonly summary?: string;
  readonly description?: string;
  readonly 'x-zh'?: { readonly summary?: string; readonly description?: string };
}

/** Summary or description in the reader's language, as far as the document has it. */
export const told = (object: Told, field: 'summary' | 'description', language: Language): string =>
  (language === 'zh' ? object['x-zh']?.[field] : undefined) ?? object[field] ?? '';
