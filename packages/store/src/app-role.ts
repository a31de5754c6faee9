/** The role every statement of ours runs under: it owns nothing, cannot log in and cannot see past its organization. */
export const APP_ROLE = 'weft_app'
