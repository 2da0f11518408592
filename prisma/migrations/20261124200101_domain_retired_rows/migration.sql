-- Those that were taken with the reason of people who leave a team, until there was one of their own.
UPDATE aliases a SET entitlement_reason = 'domain_retired', version = a.version + 1
FROM domains d
WHERE d.id = a.domain_id AND d.retired_at IS NOT NULL AND a.released_at IS NULL AND a.entitlement_reason = 'left_team'
  AND a.entitlement_at >= d.retired_at;
