#include "dmp/x509/work_limit.hpp"

namespace dmp::x509 {
namespace {

WorkLimit*& current() {
  thread_local WorkLimit* limit = nullptr;
  return limit;
}

}  // namespace

WorkLimit::WorkLimit(long most) : left_(most), outer_(current()) { current() = this; }

WorkLimit::~WorkLimit() { current() = outer_; }

bool WorkLimit::take(long work) {
  auto* limit = current();
  if (limit == nullptr) {
    return true;
  }
  if (work > limit->left_) {
    limit->passed_ = true;
    return false;
  }
  limit->left_ -= work;
  return true;
}

}  // namespace dmp::x509
