#include "dmp/pdf/detail/pdf_update.hpp"

#include <exception>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>
#include <string>

namespace dmp::pdf {
namespace {

/// The standard asks for the prefix "D:" (ISO 32000-1, 7.9.4).
void prefix_date(QPDFObjectHandle& information, const std::string& key) {
  auto date = information.getKey(key);
  if (date.isString() && !date.getStringValue().starts_with("D:")) {
    information.replaceKey(key, QPDFObjectHandle::newString("D:" + date.getStringValue()));
  }
}

Bytes completed(const Bytes& drawn) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): its bytes are characters.
  pdf.processMemoryFile("", reinterpret_cast<const char*>(drawn.data()), drawn.size());
  auto root = pdf.getRoot();
  root.replaceKey("/Lang", QPDFObjectHandle::newString("fr-FR"));
  root.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>"));
  auto information = pdf.getTrailer().getKey("/Info");
  prefix_date(information, "/CreationDate");
  prefix_date(information, "/ModDate");
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  // Versions of Cairo differ in what they compress.
  writer.setObjectStreamMode(qpdf_o_disable);
  writer.setStreamDataMode(qpdf_s_preserve);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return {buffer->getBuffer(), buffer->getBuffer() + buffer->getSize()};
}

}  // namespace

Result<Bytes> complete_pdf(const Bytes& drawn) {
  try {
    return completed(drawn);
  } catch (const std::exception& error) {
    return fail(ErrorKind::environment, "PDF-DRAW", {}, {error.what()});
  }
}

}  // namespace dmp::pdf
