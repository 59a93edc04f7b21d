/** Under which name a product stands in a broadcast's document: MongoDB reads a dot in a name as a path. */
export const productKey = (productId: string): string => productId.replaceAll('.', '\uff0e');
