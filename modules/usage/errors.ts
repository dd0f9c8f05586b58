import { defineErrors } from '#platform/errors.ts';

/** Everything that can go wrong with sites and their use, beyond the platform's own errors. */
export const usageErrors = defineErrors({
  'usage.site_not_found': { status: 404, title: 'There is no such site' },
  'usage.site_closed': { status: 409, title: 'The site is closed' },
  'usage.code_taken': { status: 409, title: 'Another site has this code' },
  'usage.domain_invalid': { status: 400, title: 'This is not a host name' },
  'usage.owner_not_found': { status: 400, title: 'There is no such agency' },
  'usage.zone_unknown': { status: 400, title: 'This time zone is not known' },
  'usage.log_unreadable': { status: 400, title: 'This is no log of a web server' },
  'usage.log_import_not_found': { status: 404, title: 'There is no such import' },
  'usage.log_import_state': { status: 409, title: 'The import is not in a state for this' },
  'usage.alert_rule_not_found': { status: 404, title: 'There is no such rule' },
  'usage.annotation_not_found': { status: 404, title: 'There is no such note' },
  'usage.goal_not_found': { status: 404, title: 'There is no such goal' },
  'usage.goal_taken': { status: 409, title: 'Another goal of the site has this number' },
  'usage.goal_invalid': { status: 400, title: 'The goal cannot be counted so' },
  'usage.service_not_found': { status: 404, title: 'There is no such procedure in the catalogue' },
  'usage.board_not_found': { status: 404, title: 'There is no such public board' },
  'usage.board_slug_taken': { status: 409, title: 'Another board has this address' },
  'usage.period_invalid': { status: 400, title: 'The period cannot be reported' },
  'usage.key_not_found': { status: 404, title: 'There is no such key' },
  'usage.key_expiry_invalid': { status: 400, title: 'The key cannot end on this day' },
  'usage.token_refused': { status: 401, title: 'The token does not hold' },
  'usage.token_in_address': { status: 400, title: 'A token does not belong into the address' },
  'usage.matomo_method_unknown': { status: 400, title: 'This method is not known here' },
  'usage.matomo_parameter_invalid': { status: 400, title: 'A parameter cannot be used' },
});
