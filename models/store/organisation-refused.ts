/** Why an act on organisations was refused; the message says what to do. */
export class OrganisationRefused extends Error {
  readonly code:
    | 'not-found'
    | 'last-owner'
    | 'already-member'
    | 'room-taken'
    | 'room-not-held'
    | 'only-hosts'
    | 'full'
    | 'invitation-over';

  constructor(code: OrganisationRefused['code'], message: string) {
    super(message);
    this.code = code;
  }
}
