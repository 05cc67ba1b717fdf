#include <algorithm>

#include "dmp/x509/detail/der.hpp"
#include "dmp/x509/detail/envelope.hpp"
#include "dmp/x509/detail/pem.hpp"
#include "dmp/x509/detail/request_facts.hpp"

namespace dmp::x509 {
namespace {

using detail::DerShape;
using detail::PemBlock;

tl::unexpected<Error> refused(std::string_view id, std::string_view file) {
  return fail(ErrorKind::input, id, {arg("file", file)}, detail::drain_errors());
}

/// One PKCS#10 with nothing around it.
Result<Request> decode_request(ByteView der, std::string_view file) {
  if (der.size() > kMaxRequestBytes) {
    return fail(ErrorKind::input, "REQUEST-TOO-LARGE",
                {arg("file", file), arg("bytes", der.size()), arg("limit", kMaxRequestBytes)});
  }
  std::size_t rest = 0;
  if (const auto request = detail::decode<detail::UniqueRequest, d2i_X509_REQ>(der, &rest)) {
    return rest == 0 ? Result<Request>(
                           detail::describe_request(request.get(), Bytes(der.begin(), der.end())))
                     : detail::trailing_bytes(rest, file);
  }
  const auto causes = detail::drain_errors();
  if (detail::decode<detail::UniqueX509, d2i_X509>(der)) {
    return detail::is_certificate(file);
  }
  return fail(ErrorKind::input, "REQUEST-UNREADABLE", {arg("file", file)}, causes);
}

Result<Request> read_der(ByteView der, std::string_view file) {
  if (!detail::excess_of(der)) {
    return refused("REQUEST-UNREADABLE", file);  // It was cut off.
  }
  switch (detail::shape_of(der)) {
    case DerShape::private_key:
    case DerShape::encrypted_key:
      return refused("REQUEST-IS-KEY", file);
    case DerShape::pkcs12:
    case DerShape::pkcs7:
      return detail::is_certificate(file);
    case DerShape::signed_object:
      return decode_request(der, file);
    case DerShape::public_key:
    case DerShape::other:
      break;
  }
  return refused("REQUEST-UNREADABLE", file);
}

Result<Bytes> body_of(const PemBlock& block, std::string_view file) {
  auto der = block.complete ? detail::decode_base64(block.body) : std::nullopt;
  return der ? Result<Bytes>(std::move(*der)) : refused("REQUEST-UNREADABLE", file);
}

Result<Request> read_block(const PemBlock& block, std::string_view file) {
  return body_of(block, file)
      .and_then([file](const Bytes& der) { return read_der(der, file); })
      .map([&block](Request request) {
        request.label = block.label;
        return request;
      });
}

/// Why a file of PEM blocks has no request.
tl::unexpected<Error> nothing_in(const std::vector<PemBlock>& blocks, std::string_view file) {
  const auto any = [&](auto is) { return std::ranges::any_of(blocks, is); };
  if (any(&PemBlock::is_private_key)) {
    return refused("REQUEST-IS-KEY", file);
  }
  return any(&PemBlock::is_certificate) ? detail::is_certificate(file)
                                        : refused("REQUEST-UNREADABLE", file);
}

Result<Request> read_pem(std::string_view text, std::string_view file) {
  const auto blocks = detail::scan_pem(text);
  const auto found = std::ranges::find_if(blocks, &PemBlock::is_request);
  return found == blocks.end() ? nothing_in(blocks, file) : read_block(*found, file);
}

/// The request in an envelope; never another envelope.
Result<Request> read_envelope(ByteView der, std::string_view file) {
  auto opened = detail::open_envelope(der, file);
  if (!opened) {
    return fail(opened.error());
  }
  auto request = read_request(opened->content, file);
  if (request) {
    request->envelope = std::move(opened->envelope);
    request->signer = std::move(opened->signer);
    request->envelope_certificates = std::move(opened->certificates);
  }
  return request;
}

Result<Request> read_either(ByteView der, std::string_view file) {
  const bool is_envelope = detail::excess_of(der) && detail::shape_of(der) == DerShape::pkcs7;
  return is_envelope ? read_envelope(der, file) : read_der(der, file);
}

Result<Request> read_any_block(const PemBlock& block, std::string_view file) {
  if (!block.is_pkcs7()) {
    return read_block(block, file);
  }
  return body_of(block, file).and_then([file](const Bytes& der) { return read_either(der, file); });
}

/// What could be a request, or could have been one before it was cut off in its first line.
bool is_wanted(const PemBlock& block) {
  return block.is_request() || block.is_pkcs7() || block.label.empty();
}

Result<RequestContents> read_blocks(std::string_view text, std::string_view file) {
  const auto blocks = detail::scan_pem(text);
  const auto wanted = std::ranges::count_if(blocks, is_wanted);
  RequestContents contents;
  contents.has_private_key = std::ranges::any_of(blocks, &PemBlock::is_private_key);
  std::uint32_t line = 1;
  std::size_t counted = 0;
  std::size_t tried = 0;
  for (const auto& block : blocks) {
    if (!is_wanted(block)) {
      continue;
    }
    if (tried++ == kMaxRequests) {
      contents.broken.push_back({ErrorKind::input,
                                 "REQUEST-TOO-MANY",
                                 {arg("file", file), arg("limit", kMaxRequests)},
                                 {}});
      break;
    }
    const auto start = static_cast<std::size_t>(block.text.data() - text.data());
    line +=
        static_cast<std::uint32_t>(std::ranges::count(text.substr(counted, start - counted), '\n'));
    counted = start;
    const auto place =
        wanted > 1 ? std::string(file) + ":" + std::to_string(line) : std::string(file);
    if (auto request = read_any_block(block, place)) {
      request->line = line;
      contents.requests.push_back(std::move(*request));
    } else {
      contents.broken.push_back(request.error());
    }
  }
  if (!contents.requests.empty()) {
    // Certificates beside a request, in whatever wrapping, are nobody's mistake.
    std::erase_if(contents.broken,
                  [](const Error& error) { return error.reason == Reason::another_thing; });
    return contents;
  }
  return contents.broken.empty() ? nothing_in(blocks, file) : fail(contents.broken.front());
}

Result<RequestContents> only(Result<Request> request) {
  return std::move(request).map([](Request&& one) {
    RequestContents contents;
    contents.requests.push_back(std::move(one));
    return contents;
  });
}

}  // namespace

Result<Request> read_request(ByteView content, std::string_view file) {
  const detail::CleanQueue clean;
  const detail::PemText text(content);
  return detail::looks_like_der(content) || !text.has_armour() ? read_der(content, file)
                                                               : read_pem(text.view(), file);
}

Result<RequestContents> read_requests(ByteView content, std::string_view file) {
  const detail::CleanQueue clean;
  const detail::PemText text(content);
  if (detail::looks_like_der(content)) {
    return only(read_either(content, file));
  }
  if (text.has_armour()) {
    return read_blocks(text.view(), file);
  }
  // Base64 that lost its armour on the way through a mail or a form.
  const auto naked = detail::decode_base64(text.view()).value_or(Bytes());
  return only(detail::looks_like_der(naked) ? read_either(naked, file) : read_der(content, file));
}

}  // namespace dmp::x509
