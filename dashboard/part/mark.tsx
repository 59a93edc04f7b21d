/** The product's mark: an eye that has checked. */
export const Mark = ({ size }: { readonly size: number }) => (
  <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" class="mark-ground" />
    <path d="M6 16c2.6-4.6 6-7 10-7s7.4 2.4 10 7c-2.6 4.6-6 7-10 7s-7.4-2.4-10-7z" class="mark-line" />
    <path d="M12.5 16l2.5 2.6 4.6-5" class="mark-line" />
  </svg>
);
