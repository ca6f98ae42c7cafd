/**
 * From text to syntax tree.
 *
 * <p>Start at {@link org.seqlang.grammar.SyntaxReader}. The road is:
 *
 * <ol>
 *   <li>the generated lexer makes tokens ({@code Tokens}, which also keeps the documentation comments);
 *   <li>{@code Misspellings} understands wrong words at line starts;
 *   <li>{@code Braces} and {@code Brackets} balance what was left open, so that one forgotten bracket is one message;
 *   <li>{@code Lines} keeps the line ends that end something;
 *   <li>{@code Nesting} bounds what recursion has to bear;
 *   <li>the generated parser makes a parse tree; after an error, {@code LineRecovery} goes on with the next line, and
 *       {@code SyntaxErrors} says what was wrong;
 *   <li>{@code FileTranslation} and its neighbours turn that into the records of {@link org.seqlang.syntax}.
 * </ol>
 *
 * <p>The other way, {@link org.seqlang.grammar.SyntaxPrinter} writes a tree as text.
 *
 * <p>Whatever is wrong on the way is a {@link org.seqlang.diagnostic.Diagnostic} with a code of
 * {@link org.seqlang.grammar.SyntaxCode}; a text is never given up on.
 */
@NullMarked
package org.seqlang.grammar;

import org.jspecify.annotations.NullMarked;
