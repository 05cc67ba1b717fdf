#include "dmp/files/creation_mode.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <charconv>
#include <optional>
#include <string_view>

#include "dmp/files/detail/descriptor.hpp"

namespace dmp::files {
namespace {

constexpr mode_t kOfOthers = S_IRWXG | S_IRWXO;

/// The line "Umask:" is the second one of the file; the first one is the program's name, in which
/// the kernel escapes line breaks.
std::optional<mode_t> told_umask() {
  const auto status = open_retrying("/proc/self/status", O_RDONLY);
  std::array<char, 256> bytes{};
  const auto size = status.valid() ? ::read(status.get(), bytes.data(), bytes.size()) : -1;
  if (size <= 0) {
    return std::nullopt;
  }
  constexpr std::string_view kLabel = "\nUmask:\t";
  constexpr int kOctal = 8;
  const std::string_view text(bytes.data(), static_cast<std::size_t>(size));
  const auto at = text.find(kLabel);
  const auto digits = at == std::string_view::npos ? "" : text.substr(at + kLabel.size());
  mode_t value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, kOctal);
  return read.ec == std::errc() ? std::optional(value) : std::nullopt;
}

mode_t set_umask_back() {
  const auto mask = ::umask(kOfOthers);
  ::umask(mask);
  return mask;
}

}  // namespace

mode_t creation_mode(mode_t wanted) {
  const auto told = told_umask();
  return wanted & ~((told ? *told : set_umask_back()) & kOfOthers);
}

}  // namespace dmp::files
