/** Asks the server and gives back an answer that is a success. @throws RequestFailed */
export type Ask = (
  path: string,
  options?: { readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'; readonly body?: unknown },
) => Promise<Response>;
