import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { articleInEnglish } from '../../../models/contract/articles.ts';

describe('a provision in English', () => {
  it('names the law and keeps the numbers', () => {
    expect(articleInEnglish('广告法 9(3)、28')).toBe('Advertising Law 9(3), 28');
    expect(articleInEnglish('反不正当竞争法 9；消费者权益保护法 20')).toBe(
      'Anti-Unfair Competition Law 9; Consumer Protection Law 20',
    );
    expect(articleInEnglish('a house rule')).toBe('a house rule');
  });

  it('has a name for every law that the packs rest on', () => {
    const yaml = readFileSync('models/text/packs/provisions.yaml', 'utf8');
    const articles = [...yaml.matchAll(/article: '?([^'\n]+)/g)].map(([, article]) => article as string);
    expect(articles.length).toBeGreaterThan(30);
    expect(articles.map(articleInEnglish).filter((text) => /[\u4e00-\u9fff]/.test(text))).toEqual([]);
  });
});
