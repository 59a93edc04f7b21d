import { z } from 'zod';
import { ANYONE, type Operation } from '../operation.ts';

export const openApiDocument = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({}),
  paths: z.looseObject({}),
});

export const pageQuery = z.object({
  lang: z.enum(['zh', 'en']).optional(),
  q: z.string().max(100).optional(),
});

export const systemOperations: readonly Operation[] = [
  {
    id: 'readDocument',
    method: 'get',
    path: '/api/openapi.json',
    tag: 'system',
    summary: { en: 'This description, OpenAPI 3.1', zh: '本接口说明（OpenAPI 3.1）' },
    access: ANYONE,
    replies: {
      200: {
        says: { en: 'The document.', zh: '文档。' },
        schema: openApiDocument,
        example: { openapi: '3.1.1', info: { title: 'LiveWitness 直播见证', version: '0.1.0' }, paths: {} },
      },
    },
  },
  {
    id: 'readPage',
    method: 'get',
    path: '/api/docs',
    tag: 'system',
    summary: { en: 'A page to read it', zh: '接口说明网页' },
    more: {
      en: 'In Chinese or English, by Accept-Language where `lang` names none.',
      zh: '中文或英文；`lang` 未指定时依 Accept-Language。',
    },
    access: ANYONE,
    query: pageQuery,
    querySays: {
      lang: { en: 'Language of the page.', zh: '网页语言。' },
      q: { en: 'Only operations in which these words stand.', zh: '只列出含有这些词的接口。' },
    },
    replies: { 200: { says: { en: 'The page.', zh: '网页。' }, type: 'text/html' } },
  },
  {
    id: 'readPageStyle',
    method: 'get',
    path: '/api/docs/style.css',
    tag: 'system',
    summary: { en: 'Style of the page', zh: '网页样式' },
    access: ANYONE,
    replies: { 200: { says: { en: 'A style sheet.', zh: '样式表。' }, type: 'text/css' } },
  },
  {
    id: 'readHealth',
    method: 'get',
    path: '/healthz',
    tag: 'system',
    summary: { en: 'Does the process run', zh: '进程是否在运行' },
    access: ANYONE,
    replies: { 200: { says: { en: 'It does.', zh: '在运行。' }, type: 'text/plain', example: 'ok\n' } },
  },
  {
    id: 'readReadiness',
    method: 'get',
    path: '/readyz',
    tag: 'system',
    summary: { en: 'Can it serve', zh: '能否提供服务' },
    access: ANYONE,
    replies: {
      200: {
        says: { en: 'MongoDB, Redis and the feed answer.', zh: 'MongoDB、Redis 与推送均正常。' },
        type: 'text/plain',
        example: 'ready\n',
      },
      503: {
        says: { en: 'Not now; says what does not answer.', zh: '暂时不能；说明哪一部分没有响应。' },
        type: 'text/plain',
        example: 'not ready: Redis does not answer\n',
      },
    },
  },
  {
    id: 'readMetrics',
    method: 'get',
    path: '/metrics',
    tag: 'system',
    summary: { en: 'Metrics for Prometheus', zh: 'Prometheus 指标' },
    more: {
      en: 'To the machine itself, or, where METRICS_TOKEN is set, to whoever sends it as a bearer token.',
      zh: '只对本机开放；设置了 METRICS_TOKEN 时，对以 Bearer 令牌发送它的人开放。',
    },
    access: { of: 'metrics' },
    replies: {
      200: {
        says: { en: 'Text in Prometheus’ format.', zh: 'Prometheus 文本格式。' },
        type: 'text/plain',
        example: '# TYPE livewitness_example_total counter\nlivewitness_example_total 1\n',
      },
    },
    errors: ['failed', 'not-available'],
  },
];
