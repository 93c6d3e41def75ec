// Debian's libxml2 can convert by ICU and then shows ICU's headers, whose types differ from those of Foundation's own ICU: a compiler
// that meets both refuses. Only a structure that weft never touches depends on the switch.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>

// xmlFree is a mutable global function pointer, which Swift 6 refuses to read.
static inline void weft_xml_free(void *memory) { xmlFree(memory); }
