/** Round-trip estimate (RFC 3261 17.1.1.1). */
export const T1_MS = 500;
/** Longest interval between repeats of a non-INVITE request or an INVITE response. */
export const T2_MS = 4_000;
/** Longest time a message stays in the network. */
export const T4_MS = 5_000;

/** RFC 3261 table 4 for UDP, RFC 6026 for L and M. Timer C is a proxy's; the ring time-out stands in for it. */
export const TIMER_A_MS = T1_MS;
export const TIMER_B_MS = 64 * T1_MS;
export const TIMER_D_MS = 32_000;
export const TIMER_E_MS = T1_MS;
export const TIMER_F_MS = 64 * T1_MS;
export const TIMER_G_MS = T1_MS;
export const TIMER_H_MS = 64 * T1_MS;
export const TIMER_I_MS = T4_MS;
export const TIMER_J_MS = 64 * T1_MS;
export const TIMER_K_MS = T4_MS;
export const TIMER_L_MS = 64 * T1_MS;
export const TIMER_M_MS = 64 * T1_MS;
