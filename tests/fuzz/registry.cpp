#include "dmp/registry/registry.hpp"

#include <algorithm>

#include "dmp/base/bytes.hpp"

/// Whatever the bytes, and in whatever pieces they come: no crash, and the same outcome.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = dmp::as_text({data, size});
  const auto read = [&text](std::size_t piece) {
    std::size_t at = 0;
    return dmp::registry::read(
        [&text, &at, piece](std::span<char> buffer) -> dmp::Result<std::size_t> {
          const auto count = std::min({piece, buffer.size(), text.size() - at});
          std::copy_n(text.data() + at, count, buffer.data());
          at += count;
          return count;
        },
        {"010000024", "010780054"}, "fuzz");
  };
  const auto whole = read(size + 1);
  const auto pieces = read(5);
  const bool same = whole ? pieces && pieces->records_read == whole->records_read &&
                                pieces->establishments == whole->establishments &&
                                pieces->legal_entities == whole->legal_entities
                          : !pieces && pieces.error().id == whole.error().id;
  if (!same) {
    __builtin_trap();
  }
  return 0;
}
