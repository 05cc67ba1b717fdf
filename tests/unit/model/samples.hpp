#pragma once

#include <string>
#include <vector>

#include "support/fixture.hpp"

namespace dmp::test {

/// split_csv splits one line; quoted fields may hold the separator and doubled quotes.
inline std::vector<std::string> split_csv(const std::string& line, char separator) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') {
      const bool doubled = quoted && i + 1 < line.size() && line[i + 1] == '"';
      if (doubled) {
        fields.back() += line[++i];
      } else {
        quoted = !quoted;
      }
    } else if (line[i] == separator && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += line[i];
    }
  }
  return fields;
}

/// read_csv reads the rows after the first line; empty when the file is not at hand.
inline std::vector<std::vector<std::string>> read_csv(const std::string& below, char separator) {
  std::vector<std::vector<std::string>> rows;
  const auto path = shared_data(below);
  if (path.empty()) {
    return rows;
  }
  std::istringstream lines(slurp(path));
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    rows.push_back(split_csv(line, separator));
  }
  return rows;
}

/// The rows of finess-samples.csv: number, kind, name, source.
inline std::vector<std::vector<std::string>> finess_samples() {
  return read_csv("finess/finess-samples.csv", ',');
}

}  // namespace dmp::test
