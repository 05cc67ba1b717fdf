#include "dmp/registry/detail/window.hpp"

#include <cstring>

namespace dmp::registry {

bool Window::more() {
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  if (ended_ || end_ == buffer_.size()) {
    return false;
  }
  const auto got = source_(std::span(buffer_).subspan(end_));
  if (!got) {
    failure_ = got.error();
  }
  ended_ = !got || *got == 0;
  end_ += ended_ ? 0 : *got;
  return !ended_;
}

}  // namespace dmp::registry
