#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>

// xmlFree is a mutable global function pointer, which Swift 6 refuses to read.
static inline void weft_xml_free(void *memory) { xmlFree(memory); }
