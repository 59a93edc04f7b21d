import { hasRight, MEMBER_ROLES, RIGHTS } from '../../models/contract/rights.ts';
import { useDesk } from '../view/desk.ts';

/** What each role may, from the very table by which the server decides. */
export const OrgRights = () => {
  const labels = useDesk().words.value.host.organisation;
  return (
    <details class="org-part org-more">
      <summary>
        <h2>{labels.rights.title}</h2>
      </summary>
      <div class="org-table">
        <table>
          <thead>
            <tr>
              <td />
              {MEMBER_ROLES.map((role) => (
                <th key={role} scope="col">
                  {labels.roles[role]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {RIGHTS.map((right) => (
              <tr key={right}>
                <th scope="row">{labels.rights.names[right]}</th>
                {MEMBER_ROLES.map((role) => (
                  <td key={role} class={hasRight(role, right) ? '' : 'quiet'}>
                    <span aria-hidden="true">{hasRight(role, right) ? '✓' : '–'}</span>
                    <span class="unseen">{hasRight(role, right) ? labels.rights.yes : labels.rights.no}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
};
