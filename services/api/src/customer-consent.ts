import { type Basis, type Party, X_CUSTOMER_BASES } from '@weft/model/party'
import type { Platform } from '@weft/model/platform'
import type { CustomerConsent } from '@weft/store/customer-consent'

/** X's terms ask for express consent before a handle is matched to customer records. */
export class CustomerNeedsConsent extends Error {
  override name = 'CustomerNeedsConsent'
  constructor(basis: Basis) {
    super(
      `an X account may be called a customer only on the basis ${X_CUSTOMER_BASES.join(' or ')}, not ${basis}: ` +
        'X’s terms ask for express consent before a handle is matched to customer records',
    )
  }
}

/**
 * Throws {@link CustomerNeedsConsent} where the label would match a handle on X to customer records without consent, and
 * the organization has not waived it.
 */
export function assertConsent(
  platform: Platform,
  label: { party: Party; basis: Basis },
  consent: CustomerConsent,
): void {
  if (
    consent === 'required' &&
    platform === 'x' &&
    label.party === 'customer' &&
    !X_CUSTOMER_BASES.includes(label.basis)
  ) {
    throw new CustomerNeedsConsent(label.basis)
  }
}
