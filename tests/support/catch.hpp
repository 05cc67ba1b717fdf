#pragma once

// The one place that knows which Catch2 is installed: Debian 12 has version 2, Debian 13 version 3.
// Tests use the names of version 3. What may be binary stands in parentheses of its own,
// CHECK((content == expected)): where that fails, version 3.7 would wrap the control characters of
// the text for ever.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#include <string>

namespace Catch {

using Detail::Approx;

namespace Matchers {

inline auto ContainsSubstring(const std::string& part) { return Catch::Contains(part); }

}  // namespace Matchers
}  // namespace Catch
#endif
