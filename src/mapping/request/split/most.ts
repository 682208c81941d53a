/** The most records in one PutRecords call. */
export const MOST = 500;
