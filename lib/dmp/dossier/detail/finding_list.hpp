#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "dmp/core/finding.hpp"

namespace dmp::dossier {

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
  [[nodiscard]] Findings take() {
    std::ranges::stable_sort(findings_, [](const Finding& a, const Finding& b) {
      return std::pair(a.at.line, a.at.column) < std::pair(b.at.line, b.at.column);
    });
    if (left_out_ > 0) {
      findings_.push_back(
          {"FINDINGS-MORE", worst_left_out_, {file_, "", 0, 0}, "", {arg("count", left_out_)}, ""});
    }
    return std::move(findings_);
  }

 private:
  static constexpr std::size_t kMost = 5000;

  std::string file_;
  Findings findings_;
  std::size_t left_out_ = 0;
  Severity worst_ = Severity::info;
  Severity worst_left_out_ = Severity::info;
};

}  // namespace dmp::dossier
