/** By name. */
export type ByName<T> = Readonly<Record<string, T>>;
