/** Luhn's check (ISO/IEC 7812-1). */
export const luhn = (digits: string): boolean => {
  let sum = 0;
  for (let back = 0; back < digits.length; back++) {
    let digit = digits.charCodeAt(digits.length - 1 - back) - 48;
    if (back % 2 === 1) {
      digit *= 2;
      if (digit > 9) digit -= 9;
    }
    sum += digit;
  }
  return sum % 10 === 0;
};

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10X98765432';
const ID_AREAS = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91'.split(
    ' ',
  ),
);

/** Eighteen characters with a known area and a date, whatever the check character: an identity number, perhaps mistyped. */
export const looksLikeIdentity = (digits: string): boolean => {
  if (!/^\d{17}[\dX]$/.test(digits) || !ID_AREAS.has(digits.slice(0, 2))) return false;
  const year = Number(digits.slice(6, 10));
  const month = Number(digits.slice(10, 12));
  const day = Number(digits.slice(12, 14));
  if (year < 1900 || year > 2100 || month < 1 || month > 12) return false;
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
};

/** Mainland identity number (GB 11643-1999): area, date of birth and check character. */
export const isIdentityNumber = (digits: string): boolean => {
  if (!looksLikeIdentity(digits)) return false;
  const sum = ID_WEIGHTS.reduce((total, weight, at) => total + weight * (digits.charCodeAt(at) - 48), 0);
  return ID_CHECKS[sum % 11] === digits[17];
};

/** Taiwan identity and residence numbers: letter as two digits, weights, sum divisible by ten. */
export const isTaiwanId = (id: string): boolean => {
  if (!/^[A-Z][1289]\d{8}$/.test(id)) return false;
  const letter = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(id[0] as string) + 10;
  const digits = [Math.floor(letter / 10), letter % 10, ...id.slice(1).split('').map(Number)];
  const weights = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1];
  return digits.reduce((sum, digit, at) => sum + digit * (weights[at] as number), 0) % 10 === 0;
};

/** Hong Kong identity card: one or two letters, six digits, check in brackets (0-9 or A). */
export const isHongKongId = (letters: string, digits: string, check: string): boolean => {
  const values = [
    ...(letters.length === 2 ? [letters.charCodeAt(0) - 55] : [36]),
    letters.charCodeAt(letters.length - 1) - 55,
    ...digits.split('').map(Number),
  ];
  const sum = values.reduce((total, value, at) => total + value * (9 - at), 0);
  const expected = (11 - (sum % 11)) % 11;
  return check.toUpperCase() === (expected === 10 ? 'A' : String(expected));
};
