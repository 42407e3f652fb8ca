/**
 * Why the tool cannot do what it was told, in one line for the person who typed it: a wrong argument, a folder without
 * recordings, a line that is none. It then ends with exit code 2.
 */
export class ConformanceError extends Error {}
