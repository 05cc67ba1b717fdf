#include "dmp/x509/detail/base64.hpp"

#include <optional>
#include <string>

#include "dmp/x509/detail/pem.hpp"
#include "helpers.hpp"

using namespace dmp;
using x509::detail::decode_base64;

namespace {

/// RFC 4648 read character by character.
std::optional<Bytes> expected(std::string text) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
  const auto padding = text.ends_with("==") ? 2U : text.ends_with('=') ? 1U : 0U;
  Bytes out;
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_padding = i >= text.size() - padding;
    const auto value = is_padding ? 0 : kAlphabet.find(text[i]);
    if (value == std::string_view::npos) {
      return std::nullopt;
    }
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    if (i % 4 == 3) {
      for (const unsigned shift : {16U, 8U, 0U}) {
        out.push_back(static_cast<std::uint8_t>(bits >> shift));
      }
    }
  }
  if (text.empty() || text.size() % 4 != 0) {
    return std::nullopt;
  }
  out.resize(out.size() - padding);
  return out;
}

/// Base64 in one line of this many bytes, of all values.
std::string sample(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) {
    bytes[i] = static_cast<std::uint8_t>(i * 167 + size);
  }
  auto pem = x509::detail::encode_pem("X", bytes);
  pem = pem.substr(pem.find('\n') + 1);
  pem = pem.substr(0, pem.find('-'));
  std::erase(pem, '\n');
  return pem;
}

std::string wrapped(const std::string& text, std::size_t columns, const std::string& end) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += columns) {
    out += text.substr(at, columns) + end;
  }
  return out;
}

}  // namespace

TEST_CASE("base64 is read in lines of any length and ending") {
  for (std::size_t size = 1; size < 200; ++size) {
    const auto text = sample(size);
    for (const std::size_t columns :
         {1U, 3U, 4U, 7U, 48U, 60U, 63U, 64U, 65U, 68U, 76U, 128U, 500U}) {
      for (const auto* end : {"\n", "\r\n", " \n", "\t", "\n\n", "\r"}) {
        const auto lines = wrapped(text, columns, end);
        CAPTURE(lines);
        const auto bytes = decode_base64(lines);
        REQUIRE(bytes);
        REQUIRE(bytes == expected(lines));
        REQUIRE(bytes->size() == size);
      }
    }
  }
}

TEST_CASE("base64 with any character in any place is read or refused by RFC 4648") {
  for (const std::size_t size : {47U, 48U, 49U, 97U}) {
    const auto text = "\n" + wrapped(sample(size), 64, "\n");
    for (std::size_t at = 0; at < text.size(); ++at) {
      for (int c = 0; c < 256; ++c) {
        auto changed = text;
        changed[at] = static_cast<char>(c);
        if (decode_base64(changed) != expected(changed)) {
          FAIL_CHECK(at << " " << c);
        }
      }
      auto shorter = text;
      shorter.erase(at, 1);
      CHECK(decode_base64(shorter) == expected(shorter));
    }
  }
}

TEST_CASE("base64 has its padding at the end and nowhere else") {
  for (const auto* text :
       {"",           "\n",       "=",      "==",       "===",     "====",  "A",
        "AA",         "AAA",      "A===",   "AA==",     "AAA=",    "AA=A",  "AA==AAAA",
        "AAA=\nAAAA", "AAA\n=",   "AA=\n=", "AA==\n\n", "AA== \n", "AAAA=", "AAAA====",
        "AAAA\n====", "AAAA----", "-AAA",   "AAAA\x1A", "AAAA\v"}) {
    CAPTURE(text);
    CHECK(decode_base64(text) == expected(text));
  }
  CHECK_FALSE(decode_base64(std::string_view("AA\0A", 4)));
}
