#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "dmp/base/finding.hpp"

namespace dmp::documents {

/// FindingList gathers findings of one file and counts those past the number that a person reads.
class FindingList {
 public:
  explicit FindingList(std::string_view file) : file_(file) {}

  void add(Finding finding) {
    if (finding.severity < worst_) {
      worst_ = finding.severity;
    }
    if (findings_.size() < kMost) {
      findings_.push_back(std::move(finding));
      return;
    }
    worst_left_out_ = std::min(worst_left_out_, finding.severity);
    ++left_out_;
  }

  [[nodiscard]] const std::string& file() const { return file_; }
  /// full tells that more findings are only counted: no need to place or explain them.
  [[nodiscard]] bool full() const { return findings_.size() >= kMost; }
  [[nodiscard]] bool has_error() const { return worst_ == Severity::error; }
  [[nodiscard]] std::size_t count() const { return findings_.size() + left_out_; }

  /// take gives the findings in the order of the document, and the number of those left out.
  Findings take() {
    std::vector<std::size_t> order(findings_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [this](std::size_t i) {
      return std::tuple(findings_[i].at.line, findings_[i].at.column, i);
    });
    Findings sorted;
    sorted.reserve(findings_.size() + 1);
    for (const auto i : order) {
      sorted.push_back(std::move(findings_[i]));
    }
    if (left_out_ > 0) {
      sorted.push_back(
          {"FINDINGS-MORE", worst_left_out_, {file_, "", 0, 0}, "", {arg("count", left_out_)}, ""});
    }
    return sorted;
  }

 private:
  static constexpr std::size_t kMost = 5000;

  std::string file_;
  Findings findings_;
  std::size_t left_out_ = 0;
  Severity worst_ = Severity::info;
  Severity worst_left_out_ = Severity::info;
};

}  // namespace dmp::documents
