#include "dmp/base/component.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <tl/expected.hpp>

namespace dmp {

std::vector<Component> components() {
  return {{"expected",
           dotted(TL_EXPECTED_VERSION_MAJOR, TL_EXPECTED_VERSION_MINOR, TL_EXPECTED_VERSION_PATCH)},
          {"fmt", dotted(FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100)},
          {"utf8proc", utf8proc_version()}};
}

std::string dotted(int major, int minor, int patch) {
  return fmt::format("{}.{}.{}", major, minor, patch);
}

}  // namespace dmp
