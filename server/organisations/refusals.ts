import { OrganisationRefused } from '../../models/store/organisation-refused.ts';
import { PasswordRefused } from '../../models/store/password.ts';
import { UserRefused } from '../../models/store/users.ts';
import { Problem } from '../http/problem.ts';

const asProblem = (error: unknown): unknown => {
  if (error instanceof OrganisationRefused) {
    const { code, message } = error;
    return code === 'room-not-held'
      ? new Problem('invalid', `rooms: ${message}`, { field: 'rooms' })
      : new Problem(code, message);
  }
  if (error instanceof UserRefused)
    return new Problem('invalid', `login: ${error.message}`, { field: 'login' });
  if (error instanceof PasswordRefused)
    return new Problem('invalid', `password: ${error.message}`, { field: 'password' });
  return error;
};

/** Does an act of the store; why it was refused becomes an answer. @throws Problem */
export const told = async <T>(act: Promise<T>): Promise<T> => {
  try {
    return await act;
  } catch (error) {
    throw asProblem(error);
  }
};
