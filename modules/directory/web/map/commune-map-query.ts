import { directory } from '../api.ts';

/** Communes of today with their places and boundaries, for screens of other rooms that colour them. */
export const communeMapQuery = () => directory.getMap.query({ query: {} });
