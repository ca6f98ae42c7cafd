/**
 * The Maven plugin as its users meet it: {@link org.seqlang.tests.plugin.MavenPluginTest} runs Maven on small projects.
 *
 * <p>{@link org.seqlang.tests.plugin.Maven} keeps these runs to themselves: their local repository lies in {@code target},
 * and what they do not find there comes from the outer build's local repository as if it were a remote one. So nothing is
 * installed outside {@code target}, and nothing is fetched from a network.
 */
@NullMarked
package org.seqlang.tests.plugin;

import org.jspecify.annotations.NullMarked;
