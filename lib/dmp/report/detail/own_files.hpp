#pragma once

#include <string_view>
#include <unordered_set>
#include <vector>

#include "dmp/report/document.hpp"

namespace dmp::report {

/// OwnFiles are the files of a check that are no dossiers, each once: what is found in them is told
/// by file. It looks into the document.
class OwnFiles {
 public:
  explicit OwnFiles(const Document& document) {
    for (const std::string_view file : document.others) {
      if (known_.insert(file).second) {
        all_.push_back(file);
      }
    }
  }

  [[nodiscard]] const std::vector<std::string_view>& all() const { return all_; }
  [[nodiscard]] bool has(std::string_view file) const { return known_.contains(file); }

 private:
  std::vector<std::string_view> all_;
  std::unordered_set<std::string_view> known_;
};

}  // namespace dmp::report
