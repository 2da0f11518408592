-- An address ends because its domain does, whatever Launchpad says of its owner.
ALTER TYPE "EntitlementReason" ADD VALUE 'domain_retired';
