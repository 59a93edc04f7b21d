import { useEffect, useState } from 'preact/hooks';

/** An address for bytes at hand, given back when they are no longer shown. */
export const useBlobUrl = (bytes: Uint8Array | undefined, type: string): string | undefined => {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!bytes) {
      setUrl(undefined);
      return;
    }
    const made = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return url;
};
