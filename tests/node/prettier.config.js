/** The width of the Python code. */
export default { printWidth: 120 };
