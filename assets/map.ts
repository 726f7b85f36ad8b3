// The script of pages with a map.
export {};
