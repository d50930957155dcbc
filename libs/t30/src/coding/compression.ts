/** T.4 one-dimensional (MH) and two-dimensional (MR), T.6 (MMR). */
export type Compression = 'mh' | 'mr' | 'mmr';
