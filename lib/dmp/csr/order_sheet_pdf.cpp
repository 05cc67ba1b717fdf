#include <string>

#include "dmp/csr/detail/sheet_content.hpp"
#include "dmp/csr/detail/sheet_pages.hpp"
#include "dmp/csr/order_sheet.hpp"
#include "dmp/pdf/drawing.hpp"
#include "dmp/x509/name.hpp"

namespace dmp::csr {
namespace {

std::string footer_of(const model::Order& order) {
  std::string footer = order.site;
  footer.append(" · FINESS ").append(order.finess).append(" · ").append(to_string(order.usage));
  if (!order.history.empty()) {
    footer.append(" · ").append(detail::kPrepared);
    footer.append(format_date_french(date_of(order.history.front().at)));
  }
  return footer;
}

}  // namespace

Result<Bytes> order_sheet_pdf(const model::Order& order, const model::Establishment& site,
                              const policy::Policy& policy, const SheetCommands& commands,
                              std::span<const model::Establishment* const> sites) {
  const auto pages = detail::sheet_pages(
      detail::sheet_content(order, site, policy, commands, sites), footer_of(order));
  if (!pages) {
    return fail(pages.error());
  }
  pdf::Information information;
  information.title = std::string(detail::kSheetName) + " ORG " +
                      std::string(to_string(order.usage)) + " — " +
                      x509::normal_spaces(order.site_name);
  information.subject = "FINESS " + order.finess;
  if (!order.history.empty()) {
    information.created = order.history.front().at;
  }
  return pdf::draw_pages(*pages, information);
}

}  // namespace dmp::csr
