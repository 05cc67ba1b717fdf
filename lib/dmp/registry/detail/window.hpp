#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dmp/registry/registry.hpp"

namespace dmp::registry {

/// Window is the part of a file that is in memory: what is not used up yet moves to the front as
/// the rest is read.
class Window {
 public:
  /// Also the longest record that can be read.
  static constexpr std::size_t kSize = std::size_t{256} * 1024;

  explicit Window(const Source& source) : source_(source), buffer_(kSize) {}

  [[nodiscard]] std::string_view text() const { return {buffer_.data() + begin_, end_ - begin_}; }
  /// is_full tells that more() could not add anything.
  [[nodiscard]] bool is_full() const { return begin_ == 0 && end_ == buffer_.size(); }
  void use_up(std::size_t count) { begin_ += count; }

  /// more reads on; it returns whether anything came. The text moves.
  bool more();

  /// failure is what the source failed with.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

 private:
  const Source& source_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool ended_ = false;
  std::optional<Error> failure_;
};

}  // namespace dmp::registry
