/**
 * From text to syntax tree.
 *
 * <p>Start at {@link org.seqlang.grammar.SyntaxReader}. The road is: the generated lexer makes tokens ({@code Tokens},
 * which also keeps the documentation comments); {@code Misspellings} understands wrong words at line starts;
 * {@code Braces} and {@code Brackets} balance what was left open, so that one forgotten bracket is one
 * message; {@code Lines} keeps the line ends that end something; {@code Nesting} bounds what recursion has to bear; the generated parser, with {@code LineRecovery} for
 * its error strategy, makes a parse tree; {@code FileTranslation} and its neighbours turn that into the records of
 * {@link org.seqlang.syntax}. The other way, {@link org.seqlang.grammar.SyntaxPrinter} writes a tree as text.
 *
 * <p>Whatever is wrong on the way is a {@link org.seqlang.diagnostic.Diagnostic} with a code of
 * {@link org.seqlang.grammar.SyntaxCode}; a text is never given up on.
 */
@NullMarked
package org.seqlang.grammar;

import org.jspecify.annotations.NullMarked;
