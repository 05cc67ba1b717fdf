#include "dmp/base/tlv.hpp"

namespace dmp {

std::optional<TlvHead> read_head(ByteView bytes) {
  if (bytes.size() < 2 || (bytes[0] & 0x1FU) == 0x1FU) {
    return std::nullopt;
  }
  TlvHead head{bytes[0], 2, bytes[1]};
  if (bytes[1] < 0x80) {
    return head;
  }
  const std::size_t count = bytes[1] & 0x7FU;
  if (count == 0) {
    head.length.reset();
    return head;
  }
  if (count > 4 || bytes.size() < 2 + count) {
    return std::nullopt;
  }
  std::size_t length = 0;
  for (std::size_t i = 0; i < count; ++i) {
    length = length << 8U | bytes[2 + i];
  }
  head.header += count;
  head.length = length;
  return head;
}

std::vector<Tlv> read_elements(ByteView bytes) {
  std::vector<Tlv> elements;
  while (!bytes.empty() && bytes.front() != 0x00) {
    const auto head = read_head(bytes);
    if (!head || !head->length || bytes.size() - head->header < *head->length) {
      break;
    }
    elements.push_back({head->tag, bytes.subspan(head->header, *head->length)});
    bytes = bytes.subspan(head->header + *head->length);
  }
  return elements;
}

std::optional<ByteView> find_element(ByteView bytes, std::uint8_t tag) {
  for (const auto& element : read_elements(bytes)) {
    if (element.tag == tag) {
      return element.value;
    }
  }
  return std::nullopt;
}

}  // namespace dmp
