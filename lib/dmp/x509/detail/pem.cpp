#include "dmp/x509/detail/pem.hpp"

#include <algorithm>

#include "dmp/x509/detail/openssl.hpp"

namespace dmp::x509::detail {
namespace {

constexpr std::string_view kBegin = "-----BEGIN ";
constexpr std::string_view kDashes = "-----";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Line by line, since other white space is rare.
Bytes without_spaces(std::string_view text) {
  Bytes packed;
  packed.reserve(text.size());
  while (!text.empty()) {
    const auto line = as_bytes(text.substr(0, text.find('\n')));
    packed.insert(packed.end(), line.begin(), line.end());
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  for (const char space : {' ', '\t', '\r'}) {
    if (as_text(packed).find(space) != std::string_view::npos) {
      std::erase(packed, space);
    }
  }
  return packed;
}

/// Decodes what nearly all files have: lines of whole groups of four characters, and all padding at
/// the end. Empty for any other text, which need not be wrong.
Bytes decode_lines(std::string_view text) {
  const auto end = text.substr(std::min(text.find('='), text.size()));
  const std::size_t padding = end.starts_with("==") ? 2 : end.starts_with('=') ? 1 : 0;
  if (end.find_first_not_of("\r\n", padding) != std::string_view::npos) {
    return {};
  }
  Bytes out(text.size() / 4 * 3);
  std::size_t size = 0;
  while (!text.empty()) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    line.remove_suffix(line.ends_with('\r') ? 1 : 0);
    const auto expected = static_cast<int>(line.size() / 4 * 3);
    // It skips spaces at both ends of a line: only the whole length is right.
    if (line.size() % 4 != 0 || EVP_DecodeBlock(out.data() + size, as_bytes(line).data(),
                                                static_cast<int>(line.size())) != expected) {
      wipe(out);
      return {};
    }
    size += line.size() / 4 * 3;
  }
  out.resize(size - std::min(size, padding));
  return out;
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
    const auto end_line = "-----END " + std::string(block.label) + "-----";
    const auto body_at = label_end + kDashes.size();
    const auto end = reach.find(end_line, body_at);
    block.complete = end != std::string_view::npos;
    block.body = reach.substr(body_at, block.complete ? end - body_at : end);
    if (block.complete) {
      block.text = reach.substr(begin, end + end_line.size() - begin);
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

std::optional<Bytes> decode_base64(std::string_view text) {
  if (auto out = decode_lines(text); !out.empty()) {
    return out;
  }
  const WipedBytes holder(without_spaces(text));
  const auto packed = as_text(holder.bytes);
  const auto size = packed.size();
  const auto padding = size - std::min(packed.find('='), size);
  if (size == 0 || size % 4 != 0 || padding > 2 ||
      packed.find_first_not_of('=', size - padding) != std::string_view::npos) {
    return std::nullopt;
  }
  Bytes out(size / 4 * 3);
  // OpenSSL also skips '-' and control characters at the ends: only the whole length is right.
  if (EVP_DecodeBlock(out.data(), holder.bytes.data(), static_cast<int>(size)) !=
      static_cast<int>(out.size())) {
    wipe(out);
    return std::nullopt;
  }
  out.resize(out.size() - padding);
  return out;
}

Bytes unwrap_pem(std::string_view text) {
  constexpr std::string_view kWrapped = "LS0tLS1CRUdJTi";  // "-----BEGIN " and any next character.
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
  Bytes joined;
  for (auto at = text.find(kWrapped); at != std::string_view::npos; at = text.find(kWrapped, at)) {
    const auto word = text.substr(at, text.find_first_not_of(kAlphabet, at) - at);
    at += word.size();
    // A word that was cut off shows a block that was.
    if (auto decoded = decode_base64(word.substr(0, word.size() / 4 * 4))) {
      const WipedBytes holder(std::move(*decoded));
      joined.insert(joined.end(), holder.bytes.begin(), holder.bytes.end());
      joined.push_back('\n');
    }
  }
  return joined;
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

std::string_view as_plain_text(ByteView content) {
  auto text = as_text(content);
  if (text.starts_with(kByteOrderMark)) {
    text.remove_prefix(kByteOrderMark.size());
  }
  return text;
}

}  // namespace dmp::x509::detail
