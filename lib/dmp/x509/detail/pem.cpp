#include "dmp/x509/detail/pem.hpp"

#include <algorithm>
#include <array>

#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509::detail {
namespace {

constexpr std::string_view kBegin = "-----BEGIN ";
constexpr std::string_view kEnd = "-----END ";
constexpr std::string_view kDashes = "-----";

/// Where the line that ends a block of that label begins; npos without one.
std::size_t find_end(std::string_view text, std::string_view label, std::size_t at) {
  for (at = text.find(kEnd, at); at != std::string_view::npos; at = text.find(kEnd, at + 1)) {
    const auto behind = text.substr(at + kEnd.size());
    if (behind.starts_with(label) && behind.substr(label.size()).starts_with(kDashes)) {
      break;
    }
  }
  return at;
}

/// Armour whose lines do not end, but are said to.
constexpr std::string_view kEscapedEnd = "-----\\";

/// What the escapes of JSON that occur in PEM stand for; programs in PHP write the solidus so, in
/// .NET the plus sign.
struct Escape {
  std::string_view written;
  char meant;
};
constexpr std::array kEscapes = {
    Escape{"n", '\n'},     Escape{"r", '\r'},    Escape{"t", '\t'},     Escape{"/", '/'},
    Escape{"u002B", '+'},  Escape{"u002b", '+'}, Escape{"u002F", '/'},  Escape{"u002f", '/'},
    Escape{"u003D", '='},  Escape{"u003d", '='}, Escape{"u000A", '\n'}, Escape{"u000a", '\n'},
    Escape{"u000D", '\r'}, Escape{"u000d", '\r'}};

/// The text with its escapes replaced; several backslashes are one of a string in a string.
Bytes unescape(std::string_view text) {
  Bytes out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto plain = as_bytes(text.substr(0, text.find('\\')));
    out.insert(out.end(), plain.begin(), plain.end());
    text.remove_prefix(plain.size());
    text.remove_prefix(std::min(text.find_first_not_of('\\'), text.size()));
    const auto* escape = std::ranges::find_if(
        kEscapes, [&](const Escape& each) { return text.starts_with(each.written); });
    if (escape != kEscapes.end()) {
      out.push_back(static_cast<std::uint8_t>(escape->meant));
      text.remove_prefix(escape->written.size());
    }
  }
  return out;
}

/// The words of a text that are PEM in base64, decoded and joined; empty when there are none.
Bytes unwrap(std::string_view text) {
  constexpr std::string_view kWrapped = "LS0tLS1CRUdJTi";  // "-----BEGIN " and any next character.
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
  Bytes joined;
  joined.reserve(text.size());
  for (auto at = text.find(kWrapped); at != std::string_view::npos; at = text.find(kWrapped, at)) {
    const auto word = text.substr(at, text.find_first_not_of(kAlphabet, at) - at);
    at += word.size();
    // A word that was cut off shows a block that was.
    if (const auto decoded = decode_base64(word.substr(0, word.size() / 4 * 4))) {
      joined.insert(joined.end(), decoded->begin(), decoded->end());
      joined.push_back('\n');
    }
  }
  return joined;
}

}  // namespace

bool PemBlock::is_certificate() const {
  return label == "CERTIFICATE" || label == "X509 CERTIFICATE" || label == "TRUSTED CERTIFICATE";
}
bool PemBlock::is_pkcs7() const {
  return label == "PKCS7" || label == "PKCS #7 SIGNED DATA" || label == "CMS";
}
bool PemBlock::is_private_key() const { return label.ends_with("PRIVATE KEY"); }
bool PemBlock::is_request() const {
  return label == "CERTIFICATE REQUEST" || label == "NEW CERTIFICATE REQUEST";
}

PemScanner::PemScanner(std::string_view text) : text_(text), begin_(text.find(kBegin)) {}

std::optional<PemBlock> PemScanner::next() {
  if (begin_ == std::string_view::npos) {
    return std::nullopt;
  }
  const auto begin = begin_;
  const auto label_at = begin + kBegin.size();
  begin_ = text_.find(kBegin, label_at);
  const auto reach = text_.substr(0, begin_);
  const auto line_end = std::min(reach.find('\n', label_at), reach.size());
  const auto label_end = reach.substr(0, line_end).find(kDashes, label_at);
  PemBlock block;
  block.text = reach.substr(begin);
  if (label_end != std::string_view::npos) {
    block.label = reach.substr(label_at, label_end - label_at);
    const auto body_at = label_end + kDashes.size();
    const auto end = find_end(reach, block.label, body_at);
    block.complete = end != std::string_view::npos;
    block.body = reach.substr(body_at, block.complete ? end - body_at : end);
    if (block.complete) {
      block.text =
          reach.substr(begin, end - begin + kEnd.size() + block.label.size() + kDashes.size());
    }
  }
  return block;
}

std::vector<PemBlock> scan_pem(std::string_view text) {
  std::vector<PemBlock> blocks;
  PemScanner scanner(text);
  while (const auto block = scanner.next()) {
    blocks.push_back(*block);
  }
  return blocks;
}

std::string encode_pem(std::string_view label, ByteView der) {
  constexpr std::size_t kColumns = 64;
  std::string base64(der.size() / 3 * 4 + 5, '\0');
  Bytes packed(base64.size());
  const int size = EVP_EncodeBlock(packed.data(), der.data(), static_cast<int>(der.size()));
  base64 = as_text({packed.data(), static_cast<std::size_t>(size)});
  std::string out = "-----BEGIN " + std::string(label) + "-----\n";
  for (std::size_t at = 0; at < base64.size(); at += kColumns) {
    out += base64.substr(at, kColumns) + "\n";
  }
  return out + "-----END " + std::string(label) + "-----\n";
}

PemText::PemText(ByteView content)
    : plain_(content),
      view_(plain_.view()),
      has_armour_(view_.find(kBegin) != std::string_view::npos) {
  if (has_armour_ && view_.find(kEscapedEnd) == std::string_view::npos) {
    return;
  }
  const auto made = has_armour_ ? unescape(view_) : unwrap(view_);
  if (!made.empty()) {
    made_ = Secret(made);
    view_ = as_text(made_.view());
    has_armour_ = true;
  }
}

bool PemText::is_blank() const {
  return view_.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace dmp::x509::detail
