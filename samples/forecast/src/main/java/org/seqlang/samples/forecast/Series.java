package org.seqlang.samples.forecast;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Monthly measurements without gaps.
 *
 * @param first the month of the first value
 * @param values in parts per million
 */
record Series(YearMonth first, List<Double> values) {

  Series {
    values = List.copyOf(values);
  }

  /** The carbon dioxide over Mauna Loa, May 1964 to April 2020. */
  static Series co2() {
    try (InputStream in = Series.class.getResourceAsStream("/forecast/co2.csv")) {
      if (in == null) {
        throw new IllegalStateException("/forecast/co2.csv is missing: build the sample again");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      List<String[]> lines = reader.lines().skip(1).map(line -> line.split(",")).toList();
      return new Series(YearMonth.parse(lines.get(0)[0]),
          lines.stream().map(line -> Double.parseDouble(line[1])).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int size() {
    return values.size();
  }

  double at(int index) {
    return values.get(index);
  }

  int index(YearMonth month) {
    return (int) ChronoUnit.MONTHS.between(first, month);
  }

  YearMonth month(int index) {
    return first.plusMonths(index);
  }
}
