/** `natural` ships no types for its parts; its root is never imported, since it reads `.env`. */
declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  export default class BayesClassifier {
    constructor(stemmer: { tokenizeAndStem(text: string): string[] }, smoothing?: number);
    addDocument(text: string, label: string): void;
    train(): void;
    getClassifications(text: string): { label: string; value: number }[];
  }
}
