/** A download takes its file over within moments; then the memory can go. */
const RELEASE_AFTER_MS = 60_000;

/** Gives the person a file, as a download. */
export const saveFile = (file: Blob, name: string): void => {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), RELEASE_AFTER_MS);
};
